"""Merged cells, filled where that is no guess: in the header."""

import itertools


def fill_merged(rows, areas, header_rows):
    """The rows, with each merged area of the header filled.

    An area is (first line, first column, last line, last column), from 0.
    Only headers are filled: a merged cell among the data would be a guess about its rows.
    """
    rows = iter(rows)
    head = list(itertools.islice(rows, max(header_rows)))
    for top, left, bottom, right in areas:
        if top < len(head) and left < len(head[top]):
            value = head[top][left]
            for line in header_rows:
                if top < line <= bottom + 1 and line <= len(head):
                    row = head[line - 1]
                    row[left : right + 1] = [value] * len(row[left : right + 1])
    return itertools.chain(head, rows)
