"""spaCy's pipelines with the same outcome in less time (docs/why/speed.md has the figures).

Three things are done another way: products of matrices by numpy's BLAS; the vector of a word without its neighbours
is computed once for each form; and the rules that turn tags into parts of speech are looked up by what they ask for.
A pipeline built otherwise than spaCy's own keeps the parts that are not known here as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import AttributeRuler
from thinc.api import NumpyOps

_FORMS = 60_000
"""Forms of words whose vectors are kept: 60,000 of 96 numbers take 23 MB."""


def quicken(pipeline: Any) -> Any:
    """The same pipeline, changed in place."""
    ops = _Products()
    for name, part in pipeline.pipeline:
        model = getattr(part, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops
            if _embeds(node):
                node._func = _Vectors(node)
        if isinstance(part, AttributeRuler) and all(map(_known, _asked(part))):
            pipeline.get_pipe(name).match = _Rules(part).match
    return pipeline


class _Products(NumpyOps):  # type: ignore[misc]  # thinc ships no types
    """Products by numpy's BLAS, all else as thinc does it. The signature is thinc's.

    spaCy multiplies with BLIS, which takes three times as long as numpy's OpenBLAS.
    """

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def _embeds(node: Any) -> bool:
    """Whether a layer is spaCy's MultiHashEmbed with static vectors: words in, one vector for each out."""
    names = [layer.name.split("(")[0].split(">>")[0] for layer in node.layers]
    if names != ["extract_features", "with_array", "ragged2list"] or not node.name.endswith(">>ragged2list"):
        return False
    both = node.layers[0].layers
    if len(both) != 2 or [layer.name for layer in both[0].layers[:2]] != ["extract_features", "list2ragged"]:
        return False
    return len(both[0].layers) == 3 and both[1].name == "static_vectors"


class _Vectors:
    """The forward step of an embedding layer that computes each form of a word once.

    A form is what the layer looks at: the attributes of its hash tables and the key of its static vector.
    """

    def __init__(self, embed: Any) -> None:
        hashes, self._static = embed.layers[0].layers
        self._columns = [*hashes.layers[0].attrs["columns"], self._static.attrs["key_attr"]]
        self._hashed, self._mixed = hashes.layers[2].layers[0], embed.layers[1].layers[0]
        self._rows: dict[bytes, int] = {}
        self._table: NDArray[np.float32] = np.zeros((0, embed.get_dim("nO")), dtype=np.float32)

    def __call__(self, model: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[NDArray[np.float32]], Any]:
        if is_train:
            raise NotImplementedError("a quickened pipeline reads; train the one that spaCy loads")
        forms = np.concatenate(
            [np.asarray(doc.to_array(self._columns)).reshape(len(doc), len(self._columns)) for doc in docs]
        )
        keys: list[bytes] = forms.view(f"V{forms.itemsize * forms.shape[1]}").ravel().tolist() if len(forms) else []
        self._learn(keys, forms, docs[0].vocab)
        found = self._table[[self._rows[key] for key in keys]]
        return np.split(found, np.cumsum([len(doc) for doc in docs])[:-1]), lambda _: []

    def _forms(self, doc: Any) -> NDArray[np.uint64]:
        return np.asarray(doc.to_array(self._columns)).reshape(len(doc), len(self._columns))

    def _learn(self, keys: Sequence[bytes], forms: NDArray[np.uint64], vocab: Any) -> None:
        if len(self._rows) > _FORMS:
            self._rows, self._table = {}, self._table[:0]
        fresh = {key: place for place, key in enumerate(keys) if key not in self._rows}
        if not fresh:
            return
        some = forms[list(fresh.values())]
        places = vocab.vectors.find(keys=some[:, -1])
        vectors = vocab.vectors.data[places]
        vectors[places < 0] = 0  # words without a vector
        static = self._static.ops.gemm(vectors, self._static.get_param("W"), trans2=True)
        joined = np.hstack([self._hashed.predict(some[:, :-1]), static])
        self._table = np.vstack([self._table, self._mixed.predict(joined)])
        self._rows.update({key: len(self._rows) + n for n, key in enumerate(fresh)})


def _asked(ruler: Any) -> Iterator[tuple[str, Any]]:
    """What the rules of a ruler ask of tokens: attribute and condition."""
    for rule in ruler.patterns:
        for pattern in rule["patterns"]:
            for token in pattern:
                yield from token.items()


_ATTRIBUTES = ("LOWER", "TAG", "DEP", "IS_SPACE")


def _known(asked: tuple[str, Any]) -> bool:
    name, wanted = asked
    simple = isinstance(wanted, str | bool) or (len(wanted) == 1 and set(wanted) <= {"IN", "NOT_IN", "REGEX"})
    return name in _ATTRIBUTES and simple


class _Rules:
    """The rules of an AttributeRuler, looked up by the form, tag and relation of a token.

    A step is one token of a pattern; the steps that a token fits are the bits of a number.
    """

    def __init__(self, ruler: Any) -> None:
        rules = enumerate(ruler.patterns)
        self._patterns = [(n, ruler.vocab.strings.add(str(n)), p) for n, rule in rules for p in rule["patterns"]]
        self._steps = [(place, step) for place, (_, _, p) in enumerate(self._patterns) for step in range(len(p))]
        asked = [self._patterns[place][2][step] for place, step in self._steps]
        self._attributes = [_Attribute(name, asked) for name in _ATTRIBUTES]
        self._fits: dict[int, tuple[tuple[int, int], ...]] = {}

    def match(self, doc: Any) -> list[tuple[int, int, int, int]]:
        """Number of the rule, its key, first token and the one past the last, in the order in which rules apply."""
        form, tag, relation, space = self._attributes
        masks = [form[t.lower_] & tag[t.tag_] & relation[t.dep_] & space[t.is_space] for t in doc]
        fitting = [self._fitting(mask) for mask in masks]
        found = []
        for at, some in enumerate(fitting):
            for place, step in some:
                number, key, pattern = self._patterns[place]
                if step == 0 and _goes_on(fitting, at, place, len(pattern)):
                    found.append((number, key, at, at + len(pattern)))
        return sorted(found)

    def _fitting(self, mask: int) -> tuple[tuple[int, int], ...]:
        known = self._fits.get(mask)
        if known is None:
            known = self._fits[mask] = tuple(step for n, step in enumerate(self._steps) if mask >> n & 1)
        return known


class _Attribute(dict[Any, int]):
    """The steps a value of one attribute fits, worked out when the value is first met."""

    def __init__(self, name: str, asked: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._free = sum(1 << n for n, token in enumerate(asked) if name not in token)
        self._named: dict[Any, int] = {}
        self._others: list[tuple[int, Any]] = []
        for n, wanted in ((n, token[name]) for n, token in enumerate(asked) if name in token):
            values = wanted.get("IN") if isinstance(wanted, Mapping) else [wanted]
            if values is None:
                self._others.append((1 << n, wanted))
            for value in values or ():
                self._named[value] = self._named.get(value, 0) | 1 << n

    def __missing__(self, value: Any) -> int:
        mask = self._free | self._named.get(value, 0)
        for bit, wanted in self._others:
            mask |= bit * _holds(wanted, value)
        if len(self) > _FORMS:
            self.clear()
        self[value] = mask
        return mask


def _holds(wanted: Mapping[str, Any], value: str) -> bool:
    if "REGEX" in wanted:
        return re.search(wanted["REGEX"], value) is not None
    return value not in wanted["NOT_IN"]


def _goes_on(held: Sequence[Iterable[tuple[int, int]]], at: int, place: int, length: int) -> bool:
    return at + length <= len(held) and all((place, step) in held[at + step] for step in range(1, length))
