"""Tables and figures as files that people open in other programs: complete, and safe to open."""

__all__ = ["save_picture", "to_excel"]


def __getattr__(name):
    # Lazy: the command line writes rejects without loading what draws pictures.
    if name == "to_excel":
        from analysis.exports.excel import to_excel

        return to_excel
    if name == "save_picture":
        from analysis.exports.picture import save_picture

        return save_picture
    raise AttributeError(f"module 'analysis.exports' has no attribute {name!r}")
