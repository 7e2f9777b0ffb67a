"""What is said of a file that can not be read: where, and what to mend."""


class CourseFileError(Exception):
    """`line` counts from 1; 0 is the file as a whole."""

    def __init__(self, message: str, line: int = 0, name: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.name = message, line, name

    def at(self, name: str, offset: int = 0) -> "CourseFileError":
        """The same, told from the file it stands in: `offset` lines stand before what was read."""
        return CourseFileError(self.message, self.line + offset, self.name or name)

    def __str__(self) -> str:
        place = ":".join(filter(None, (self.name, str(self.line or ""))))
        return f"{place}: {self.message}" if place else self.message
