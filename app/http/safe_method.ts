const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** Whether requests with this method only read (RFC 9110, 9.2.1). */
export const isSafeMethod = (method: string) => SAFE_METHODS.includes(method)
