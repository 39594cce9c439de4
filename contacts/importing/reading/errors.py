"""The one exception of reading a file."""


class UnreadableFile(ValueError):
    """The file is nothing we can read contacts from.

    The message is one sentence or two for the student: what the file looks like
    and what to do next. It never holds a traceback or a codec's name for an error.
    """
