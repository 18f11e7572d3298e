"""The web interface: whole pages made on the server from frozen view models; what they show is the library's matter.

app        the Flask application; `listen` serves it
frame      what every page has around it
ask        the question, with `answered`, `overview`, `strip` and `cards`
documents  the list; `reader`, `layout` and `margin` one document, `originals` its file, `compare` two versions
holding    the library's own page; `changing` a change that goes on, `history` of one file, `review` of facts
query      the SPARQL page, `completions` for its editor, `chart`; `protocol` answers programs at the same address
api        the JSON API, with `problems` for what goes wrong
resolve    names of things as addresses, `ontology` and `dataset` what describes them, `rdf` the forms of data
security   headers and limits
wording    speakers, stances and counts in words; `dates` likewise
"""

from kg.web.app import create_app, serve

__all__ = ["create_app", "serve"]
