"""The economist's desk in JupyterLab: how it is started, what its form and its scheduler run."""


def briefing_form(root="..", as_of=None, lang="zh"):
    """A form that runs any briefing of the city at or above `root` and shows its page beside it.

    Every annotated parameter of the chosen briefing is a labelled field with its comment as help. `as_of` is the date the
    form opens with (none: the newest the data support), `lang` the language of the form itself. Raises MonitorError
    where there is no city, nothing has been prepared, or nothing had been received by then.
    """
    from analysis.lab.form import BriefingForm

    return BriefingForm(root, as_of, lang)
