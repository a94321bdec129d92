"""From notebooks to a published edition: manifest, run, export, publish.

Nothing is imported here: a notebook that shows one element should not pay for papermill.
"""
