"""The one place that knows the protocol: paths, headers, retries, paging and batching."""
