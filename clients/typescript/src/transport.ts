import { Problem, Unreachable } from './problem.js'

export type Send = {
  method: string
  path: string
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/** What is sent with a request so that it is somebody's, and what to do where that was refused. */
export type Credentials = {
  /** `credentials` of fetch: whether the browser sends its cookies. */
  readonly mode: 'omit' | 'same-origin'
  headers(method: string): Promise<Record<string, string>>
  /** Whether another try makes sense after this refusal of a request that was sent with these headers. */
  recover(problem: Problem, headers: Record<string, string>): Promise<boolean>
}

export const nobody: Credentials = {
  mode: 'omit',
  headers: async () => ({}),
  recover: async () => false,
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

async function problemOf(answer: Response) {
  const body: unknown = await answer.json().catch(() => ({}))
  return new Problem(answer.status, Object(body), answer.headers)
}

/** One request. @throws Problem where it is refused, Unreachable where there is no answer */
export async function ask(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new Unreachable('The service cannot be reached.', { cause })
  }
  if (!answer.ok) throw await problemOf(answer)
  return answer
}

/** The data of an answer. It may be cut off after its head: then it is lost as a whole. */
export async function dataOf<T>(answer: Response): Promise<T> {
  const text = await answer.text().catch((cause: unknown) => {
    throw new Unreachable('The answer was cut off.', { cause })
  })
  return (text ? JSON.parse(text) : {}) as T
}

/** Sends as somebody, and once more where that helps. */
export async function sendAs<T>(
  credentials: Credentials,
  method: string,
  send: (headers: Record<string, string>) => Promise<T>
): Promise<T> {
  const headers = await credentials.headers(method)
  try {
    return await send(headers)
  } catch (error) {
    if (!(error instanceof Problem) || !(await credentials.recover(error, headers))) throw error
    return send(await credentials.headers(method))
  }
}
