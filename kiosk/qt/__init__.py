"""The few Qt tools under the pages: jobs on worker threads, translator, crash hook."""
