"""Direct quotations by textacy, from trees that somebody else made.

Reads JSON lines from standard input, a document each: {"id", "paragraphs": [[token, ...], ...]}, a token being
{"text", "start", "end", "space", "pos", "dep", "lemma", "head", "first"} with offsets in code points and the head as an index into its
paragraph. Writes a line for each: {"id", "attributions": [{"source", "cue", "content", "type"}]}.
"""

import json
import sys

import spacy
from spacy.tokens import Doc
from textacy.extract.triples import direct_quotations

VOCAB = spacy.blank("en").vocab


def spans(tokens, found):
    return [[tokens[t.i]["start"], tokens[t.i]["end"]] for t in sorted(found, key=lambda t: t.i)]


def quotations(tokens):
    doc = Doc(
        VOCAB,
        words=[t["text"] for t in tokens],
        spaces=[t["space"] for t in tokens],
        pos=[t["pos"] for t in tokens],
        deps=[t["dep"] for t in tokens],
        lemmas=[t["lemma"] for t in tokens],
        heads=[t["head"] for t in tokens],
        sent_starts=[t["first"] for t in tokens],
    )
    # textacy gives up on a text with an odd number of quotation marks
    if sum(t.is_quote for t in doc) % 2:
        return
    for speaker, cue, content in direct_quotations(doc):
        yield {
            "source": spans(tokens, speaker),
            "cue": spans(tokens, cue),
            "content": [[tokens[content.start]["start"], tokens[content.end - 1]["end"]]],
            "type": "direct",
        }


for line in sys.stdin:
    document = json.loads(line)
    found = [a for tokens in document["paragraphs"] if tokens for a in quotations(tokens)]
    print(json.dumps({"id": document["id"], "attributions": found}))
