type ErrorLike = { code?: unknown; message?: unknown }

/** No file can be opened for a while. A module that is loaded only now says so in its message alone. */
export const isOutOfDescriptors = ({ code, message }: ErrorLike) =>
  code === 'EMFILE' || code === 'ENFILE' || /\btoo many open files\b/.test(String(message))
