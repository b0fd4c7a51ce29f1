"""All that knows a language model: the client, the prompt files, and the coach that answers through them."""
