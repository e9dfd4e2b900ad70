import { isForSuperUser } from '#access/route_access'
import { receptionOf, type Reception } from '#access/matrix'
import type { AuditedRoute } from '#access/audited_route'
import { accepts } from '#access/audit'
import { SITUATION_NAMES, SITUATIONS, type SituationName } from '#access/situations'
import type { Face } from '#http/face'
import { markdownTable } from '../_columns.js'

const INTRODUCTION = `# Who may call what

Every route, with every state that the credential of a request can be in. \`node ace docs:access-matrix\` writes this page from what the routes declare; the suite in \`tests/conformance\` sends each of these requests and checks what comes back.

States that a table treats alike share a column. A cookie has ended when it has expired, was revoked, or belongs to a deleted account; so has a token that is not valid, unless it is malformed.

| cell            | the route …                                         |
| --------------- | --------------------------------------------------- |
| ✓               | hands the request to its controller                 |
| → \`/login\`      | redirects to that page                              |
| form returned   | returns the form, with a message and what was typed |
| 403 \`forbidden\` | refuses, with that status and code                  |
| –               | never sees that state                               |`

const FACES: Record<Face, string> = {
  page: '## Pages\n\nPages know cookies only. A request with a token counts as not signed in, and is given no cookie.',
  api: '## API\n\nThe same endpoints for cookies and tokens. Of a request with both, the token counts.',
  oauth:
    '## OAuth\n\nThe same under the names of the standards, for libraries that speak OAuth. Errors have the form of RFC 6749, with the codes below in `error`.',
  file: '## Files\n\nLike the API. A signed link in the address opens its file to anyone who sends no token; a token is judged as usual, with or without a link.',
  health: '## Health',
}

const ADMINISTRATION =
  '## Administration\n\nFor the super user alone, pages and API. Everyone else gets 404, except that an app whose token is not valid is told so, as everywhere.'

/** Situations with the same column have the same outcome, so that the first stands for all. */
const SPOKESMEN = SITUATION_NAMES.filter(
  (name, index) =>
    index ===
    SITUATION_NAMES.findIndex((other) => SITUATIONS[other].column === SITUATIONS[name].column)
)

function cell(reception: Reception) {
  switch (reception.kind) {
    case 'served':
      return '✓'
    case 'led':
      return `→ \`${reception.to}\``
    case 'refused':
      return `${reception.status} \`${reception.code}\``
    case 'none':
      return '–'
    default:
      return reception.kind
  }
}

/** The head of a column and its cells, from top to bottom. */
const column = (situation: SituationName, routes: AuditedRoute[]) => ({
  head: SITUATIONS[situation].column,
  cells: routes.map((route) => cell(receptionOf(route, situation))),
})

function columnsFor(routes: AuditedRoute[]) {
  const columns = SPOKESMEN.map((situation) => column(situation, routes)).filter(({ cells }) =>
    cells.some((text) => text !== '–')
  )
  const alike = Map.groupBy(columns, ({ cells }) => cells.join('|'))
  const headOf = (same: typeof columns) =>
    alike.size === 1 ? 'every state' : same.map(({ head }) => head).join('<br>')
  return [...alike.values()].map((same) => ({ head: headOf(same), cells: same[0].cells }))
}

function section(heading: string, own: AuditedRoute[]) {
  if (own.length === 0) return []

  const columns = columnsFor(own)
  const head = ['route', 'accepts', ...columns.map((one) => one.head)]
  const rows = own.map((route, index) => [
    `\`${route.method} ${route.path}\``,
    accepts(route),
    ...columns.map(({ cells }) => cells[index]),
  ])
  return [heading, markdownTable([head, ...rows])]
}

/** The text of docs/access-matrix.md. */
export function accessMatrix(routes: AuditedRoute[]): string {
  const faces = Object.keys(FACES) as Face[]
  const isHidden = ({ access }: AuditedRoute) => isForSuperUser(access)
  const sections = faces.flatMap((face) =>
    section(
      FACES[face],
      routes.filter((route) => route.face === face && !isHidden(route))
    )
  )
  sections.push(...section(ADMINISTRATION, routes.filter(isHidden)))
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`
}
