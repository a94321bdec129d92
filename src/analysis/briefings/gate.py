"""The last look at staged pages, in a browser: what it finds keeps an edition from being published."""

from analysis.errors import EditionError


def why_unchecked():
    """None where pages can be looked at, else the reason why not."""
    # Nothing of a browser is imported where nobody asks for one.
    from analysis.briefings.page_check import checks_possible

    return checks_possible()


def refuse_faulty_pages(stage, as_of, lang):
    """EditionError that lists every finding, page by page."""
    from analysis.briefings.page_check import check_pages

    findings = check_pages(stage)
    if findings:
        told = "\n".join(f"  {page}: {sentence}" for page, sentence in findings)
        pages = len({page for page, _ in findings})
        which = "1 page is" if pages == 1 else f"{pages} pages are"
        raise EditionError(
            f"{as_of} {lang}: {which} not fit for every reader; nothing published.\n{told}",
            way_out="\nMend the notebook or the template and run again; editions published earlier are untouched.",
        )
