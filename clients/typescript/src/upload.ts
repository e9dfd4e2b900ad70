import { Problem, Unreachable } from './problem.js'
import { ask, dataOf, type Fetch } from './transport.js'

export type UploadOptions = {
  name?: string
  /** With one of its own, an upload whose answer was lost can be sent again: it makes one file. */
  idempotencyKey?: string
  /** Bytes that have left, and all there are. */
  onProgress?: (sent: number, total: number) => void
  signal?: AbortSignal
}

export type Upload = UploadOptions & { url: string; file: Blob; headers: Record<string, string> }

const nameOf = (file: Blob, name?: string) => name ?? (file as { name?: string }).name ?? 'Untitled'

/** As much of XMLHttpRequest as is needed: not every machine that runs this has one. */
type Request = {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void }
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  readonly status: number
  readonly responseText: string
  open(method: string, url: string): void
  setRequestHeader(name: string, value: string): void
  send(body: FormData): void
  abort(): void
}

/** Browsers and React Native tell only XMLHttpRequest how much has left. */
const { XMLHttpRequest: Requests } = globalThis as unknown as { XMLHttpRequest?: new () => Request }

/** What a proxy in between answers may be anything. */
function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function byRequest<T>(request: Request, upload: Upload): Promise<T> {
  const { url, file, headers, name, onProgress, signal } = upload
  const form = new FormData()
  form.append('file', file, nameOf(file, name))
  return new Promise<T>((resolve, reject) => {
    request.open('POST', url)
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value)
    request.upload.onprogress = ({ loaded }) => onProgress?.(Math.min(loaded, file.size), file.size)
    request.onerror = () => reject(new Unreachable('The upload was cut off.'))
    request.onabort = () => reject(signal?.reason)
    request.onload = () => {
      const body = read(request.responseText)
      if (request.status >= 300) reject(new Problem(request.status, Object(body)))
      else if (body) resolve(body as T)
      else reject(new Unreachable('The answer was cut off.'))
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

/** One after the other. Whoever reads them may stop: then there is nothing left to do. */
async function pour(parts: Blob[], into: WritableStream<Uint8Array>) {
  try {
    for (const part of parts) await part.stream().pipeTo(into, { preventClose: true })
    await into.close()
  } catch {}
}

/** The multipart body by hand, so that its bytes can be counted as they leave. */
function streamOf(file: Blob, name: string, boundary: string, onBytes: (count: number) => void) {
  const quoted = name.replace(/["\r\n]/g, (letter) => encodeURIComponent(letter))
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted}"\r\nContent-Type: ${file.type || 'application/octet-stream'}\r\n\r\n`
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      controller.enqueue(bytes)
      onBytes(bytes.length)
    },
  })
  void pour([new Blob([head]), file, new Blob([`\r\n--${boundary}--\r\n`])], counted.writable)
  return { body: counted.readable, around: new Blob([head]).size }
}

async function byFetch<T>(fetch: Fetch, upload: Upload): Promise<T> {
  const { url, file, headers, name, onProgress, signal } = upload
  const boundary = `gatehouse-${crypto.randomUUID()}`
  let sent = 0
  const { body, around } = streamOf(file, nameOf(file, name), boundary, (count) => {
    sent += count
    onProgress?.(Math.min(Math.max(sent - around, 0), file.size), file.size)
  })
  const type = { 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  const init = { method: 'POST', headers: { ...headers, ...type }, body, signal, duplex: 'half' }
  return dataOf<T>(await ask(fetch, url, init as RequestInit))
}

/** Sends a file. One that was refused is sent anew as a whole. */
export const sendFile = <T>(fetch: Fetch, { headers, ...rest }: Upload) => {
  rest.signal?.throwIfAborted()
  const key = rest.idempotencyKey
  const upload = { ...rest, headers: key ? { ...headers, 'Idempotency-Key': key } : headers }
  return Requests ? byRequest<T>(new Requests(), upload) : byFetch<T>(fetch, upload)
}
