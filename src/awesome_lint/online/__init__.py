"""What is asked of other machines, for the commands that say so in their help; no other room imports this one.

A `Request` is a value, and so is the `Exchange` that came of it: `exchange.py` has both. A network takes requests and yields
exchanges, in the order in which they end:

    async with open_network(Limits(contact="me@example.org"), cache_folder=folder) as network:
        async for exchange in network.fetch([Request("https://api.example.org/works?q=a", service="example")]):
            if exchange.is_answered:
                read(exchange.status, exchange.body)

- `fetch` may be called again with what follows from earlier answers. One network has one queue, one budget and one
  circuit breaker for all of its calls; two calls must not overlap.
- Nothing that a host does raises: `exchange.ended` says how it went, `exchange.reason` says it in words. Of `Ended.UNASKED`
  nothing can be said, because it was not asked (budget, a host that wants rest, offline): it is not the same as "not found".
- Requests that the cache answers are asked of nobody; `Request.max_age` says how long an answer holds, in seconds, and
  `fetch(…, max_age=…)` may look at the answer to say. `Limits(offline=True)` answers from the cache alone, whatever its age.
- `fetch(…, reduced=…)` makes of each exchange what is kept and yielded: a page becomes its title there.
- One host is asked one thing at a time, and the next when its interval (`pace.py`) has passed since the last answer ended.
- Tokens are put in by the network, from the environment alone (`tokens.py`), where the host is the one that they are for.

Modules: `exchange` (the values), `addresses` (which are never asked), `pace` (how often whom), `tokens`, `queue` (who is next:
no clock, no socket), `cache` (SQLite), `transport` (the only module with sockets), `network` (all of these together).

Of bibliographies: `records` (what one says of a work), `services` (requests and answers of each), `matching` (whether a record
is of a work), `known` (all that was said), `questions` (what to ask of whom), `placing` (where an entry gets what it lacks),
`rules` and `lookup`; `completing` is for new entries, and `references` for exports.
"""
