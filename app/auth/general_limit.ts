import { limits } from '#start/limiter'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** Which of the general limits a request to the API is counted by. */
export function generalLimitOf({ method, isSignedIn }: { method: string; isSignedIn: boolean }) {
  if (SAFE_METHODS.includes(method)) return limits.reads
  return isSignedIn ? limits.writes : limits.visitorWrites
}
