"""How dates and numbers are written where Django's way is not ours; FORMAT_MODULE_PATH names this folder."""
