const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** Whether a request with this method only reads (RFC 9110, 9.2.1). */
export const isSafeMethod = (method: string) => SAFE_METHODS.includes(method)
