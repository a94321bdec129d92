"""Reads one policy file as plain data, refusing what YAML itself would let pass."""

import yaml

from analysis.errors import PolicyError

# The parser in C reads the files ten times faster, where PyYAML was built with it.
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):
    """A safe loader for which a key given twice is an error, not a silent replacement."""


def _mapping_without_repeats(loader, node, deep=False):
    seen = set()
    for key_node, _ in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if key is None:
            raise yaml.constructor.ConstructorError(None, None, "a key must be one word", key_node.start_mark)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"key {key!r} given twice", key_node.start_mark
            )
        seen.add(key)
    return _SafeLoader.construct_mapping(loader, node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_repeats)


def read_document(path):
    """The mapping a policy file holds, as plain dicts and lists.

    Raises PolicyError where the file is missing, is not UTF-8, is not YAML, gives a key twice,
    or is not a mapping.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PolicyError(
            "the file is missing.", file=path, expected="the four files of data/policy."
        ) from None
    except UnicodeDecodeError as error:
        raise PolicyError(
            f"byte {error.start} is not UTF-8.", file=path, way_out="Save it as UTF-8."
        ) from None
    try:
        document = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise PolicyError(f"{_where(error)}.", file=path, expected="YAML with every key once.") from None
    if not isinstance(document, dict):
        raise PolicyError("the file holds no entries.", file=path, expected="keys and values.")
    return document


def _where(error):
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "not YAML"
    return f"line {mark.line + 1}: {problem}" if mark else problem
