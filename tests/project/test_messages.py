"""The texts of the interface are complete in every language."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_text_is_missing_doubtful_or_left_over():
    checked = subprocess.run(
        [ROOT / "script" / "messages", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr + checked.stdout
