"""Dates as Django writes them; the decimal point of Mexico and Central America, where Django has Spain's comma."""

DECIMAL_SEPARATOR = "."
