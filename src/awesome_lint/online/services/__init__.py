"""Bibliographic services, one module each: from questions to requests, and from answers to records. Nothing here connects.

A module has the host that it asks, builders of requests, those for many things at once first, and `read`, which takes whatever
came back. An answer that is none (a page of a proxy, half a document) is told apart from one that says that there is nothing:
only the latter says something about a work.
"""
