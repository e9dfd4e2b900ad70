import { randomUUID } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import router from '@adonisjs/core/services/router'
import type { AuditedRoute } from '#access/audited_route'
import { takesPicture, takesUploads } from '#access/route_access'
import { SAMPLES } from '#tests/conformance/samples'
import { keptParams } from '#tests/conformance/samples/kept'
import type { Sample } from '#tests/conformance/samples/sample'
import type { Visitor } from '#tests/conformance/visitors/visitor'
import { ORIGIN, send, type SendOptions } from '#tests/helpers/clients/http'
import { field, file, form as multipartForm, MULTIPART } from '#tests/helpers/transfers/uploads'
import { uniqueName } from '#tests/helpers/people/users'
import { PNG } from '#tests/helpers/transfers/uploads'

/** Tried in turn for a path parameter until one suits the route: nobody has them. */
const UNKNOWN_IDS = [randomUUID(), '2147483647', 'unknown']

export const nameOf = ({ method, path }: AuditedRoute) => `${method} ${path}`

/** HEAD asks for what GET does. */
export const sampleOf = ({
  method,
  path,
}: Pick<AuditedRoute, 'method' | 'path'>): Sample | undefined =>
  SAMPLES[`${method === 'HEAD' ? 'GET' : method} ${path}`]

export function pathOf({ path, route }: AuditedRoute, params: Record<string, string> = {}) {
  return path
    .replace(/:(\w+)\??/g, (_, name: string) => {
      const matcher = route.matchers[name]?.match
      const unknown = UNKNOWN_IDS.find((id) => !matcher || matcher.test(id))
      return params[name] ?? unknown ?? `no-${name}`
    })
    .replace('*', 'unknown')
}

function headersOf({ cookie, token, site }: Visitor, route: AuditedRoute, requestId: string) {
  const page = router.match(route.path, 'GET', true) ? route.path : '/account'
  const origin = site === 'cross-site' ? 'https://evil.example' : ORIGIN
  const fromBrowser = {
    'Sec-Fetch-Site': site,
    'Referer': origin + page,
    ...(!route.isSafe && { Origin: origin }),
  }
  return {
    'X-Request-Id': requestId,
    ...(cookie && { Cookie: cookie }),
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(site && fromBrowser),
  }
}

/** What changes those parts of an account that some routes want to be confirmed for. */
const CHANGES = { email: () => `${uniqueName()}@example.org` }

/** What the sample sends; of those who are not confirmed, what would need it, and without the password. */
async function bodyOf(visitor: Visitor, { confirmation }: AuditedRoute, sample?: Sample) {
  const body = await sample?.body?.()
  if (!visitor.isUnconfirmed) return body
  const { currentPassword, ...rest } = body ?? {}
  const changed = confirmation?.when
  return changed ? { ...rest, [changed]: CHANGES[changed]() } : rest
}

/** A page is sent its forms as a browser sends them: methods that HTML lacks travel as `?_method=`. */
async function asForm(visitor: Visitor, route: AuditedRoute, sample?: Sample) {
  const { csrf } = visitor
  const body = await bodyOf(visitor, route, sample)
  const fields = Object.entries({ ...body, ...(csrf && { _csrf: csrf }) })
  const form = fields.flatMap(([name, value]) =>
    [value].flat().map((text): [string, string] => [name, text])
  )
  const spoofed = route.method === 'POST' ? '' : `?_method=${route.method}`
  return { method: 'POST', query: spoofed, options: { form } }
}

async function asJson(visitor: Visitor, route: AuditedRoute, sample?: Sample) {
  const { csrf } = visitor
  const json = (await bodyOf(visitor, route, sample)) ?? {}
  return {
    method: route.method,
    query: '',
    options: { json, headers: csrf ? { 'X-CSRF-TOKEN': csrf } : {} },
  }
}

/** Forms as OAuth wants them; the CSRF token of a browser has no place in them. */
async function asOAuth(visitor: Visitor, route: AuditedRoute, sample?: Sample) {
  const { method, query, options } = await asJson(visitor, route, sample)
  const form = options.json as Record<string, string>
  return { method, query, options: { form, headers: options.headers } }
}

/** A form with a file, for routes that take nothing else. */
async function asUpload({ csrf }: Visitor, { face, method, route }: AuditedRoute) {
  const fields = csrf ? [field('_csrf', csrf)] : []
  const sent = takesPicture(route) ? file('me.png', PNG) : file('notes.txt')
  const isSpoofed = face === 'page' && method !== 'POST'
  return {
    method: isSpoofed ? 'POST' : method,
    query: isSpoofed ? `?_method=${method}` : '',
    options: { body: multipartForm(...fields, sent), headers: MULTIPART },
  }
}

function encoderFor({ face, route }: AuditedRoute) {
  if (takesUploads(route)) return asUpload
  if (face === 'oauth') return asOAuth
  return face === 'page' ? asForm : asJson
}

async function paramsOf(
  { path }: AuditedRoute,
  { person }: Visitor,
  sample: Sample | undefined,
  changesNothing: boolean
) {
  if (!person || !sample?.params || !path.includes(':')) return undefined
  return changesNothing ? keptParams(sample.params, person) : sample.params(person)
}

type Prepared = { method: string; query: string; options: SendOptions }

/**
 * The request of a visitor to a route, ready to be sent as often as wanted.
 * @param sampled whose sample is sent: the route itself, if its path is not filled in yet
 * @param changesNothing whether what it asks for may be what others ask for as well
 */
export async function requestTo(
  route: AuditedRoute,
  visitor: Visitor,
  requestId: string,
  sampled = route,
  changesNothing = false
) {
  const sample = sampleOf(sampled)
  const { method, query, options }: Prepared = route.isSafe
    ? { method: route.method, query: '', options: {} }
    : await encoderFor(route)(visitor, route, sample)

  const headers = { ...headersOf(visitor, route, requestId), ...options.headers }
  const params = await paramsOf(route, visitor, sample, changesNothing)
  const path = visitor.link ?? pathOf(route, params) + query
  return (more: OutgoingHttpHeaders = {}) =>
    send(method, path, { ...options, headers: { ...headers, ...more } })
}
