// The page takes over what the server tells: see editing.
