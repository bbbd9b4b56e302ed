"""The web face: the original's API and what maas adds to it, as an ASGI application over one worker's service.

Only translates between HTTP and :class:`maas_cli.service.Service`; knows nothing of the other faces.
"""
