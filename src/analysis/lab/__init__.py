"""The economist's desk in JupyterLab: how it is started, what its form and its scheduler run."""


def briefing_form(root="..", lang="zh"):
    """A form that runs any briefing of the city at or above `root` and shows its page beside it.

    Every annotated parameter of the chosen briefing is a labelled field with its comment as help. `lang` is the
    language of the form itself. Raises MonitorError where there is no city or nothing has been prepared.
    """
    from analysis.lab.form import BriefingForm

    return BriefingForm(root, lang)
