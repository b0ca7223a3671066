"""The settings of a measured station: nobody answers there, because the network is not measured."""

SETTINGS = """
[tenant]
tenant_id = "00000000-0000-0000-0000-000000000001"
client_id = "00000000-0000-0000-0000-000000000002"
authority = "https://localhost:9/00000000-0000-0000-0000-000000000001"
graph_root = "https://localhost:9"
"""
