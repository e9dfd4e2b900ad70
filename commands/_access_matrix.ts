import { isForSuperUser } from '#access/route_access'
import { receptionOf, type Reception } from '#access/matrix'
import type { AuditedRoute } from '#access/audited_route'
import { accepts } from '#access/audit'
import { SITUATION_NAMES, SITUATIONS, type SituationName } from '#access/situations'
import type { Face } from '#http/face'
import { markdownTable } from './_columns.js'

const INTRODUCTION = `# Who may call what

Every route, with every state that the credential of a request can be in. \`node ace docs:access-matrix\` writes this page from what the routes declare; the suite in \`tests/conformance\` sends each of these requests and checks what comes back.

States that a table receives alike share a column. An ended cookie is expired, revoked or of a deleted account, and so is a token that is not valid, or it is malformed.

| cell            | the route …                                            |
| --------------- | ------------------------------------------------------ |
| ✓               | hands the request to its controller                    |
| → \`/login\`      | leads on to that page                                  |
| form returned   | gives the form back, with a message and what was typed |
| 403 \`forbidden\` | refuses, with that status and code                     |
| –               | cannot meet that state                                 |`

const FACES: Record<Face, string> = {
  page: '## Pages\n\nThey know cookies only. Whoever comes with a token is nobody there, and is given no cookie.',
  api: '## API\n\nThe same endpoints for cookies and tokens. Of a request with both, the token counts.',
  oauth:
    '## OAuth\n\nThe same by the names of the standards, for libraries that speak OAuth. Errors are written as RFC 6749 wants them; the codes below stand in `error`.',
  file: '## Files\n\nAs the API. A signed link in the address opens the file it was made for to whoever sends no token; a token is judged as ever, link or not.',
  health: '## Health',
}

const ADMINISTRATION =
  '## Administration\n\nThe super user’s alone, pages and API. Everyone else finds nothing there; only an app whose token is not valid is told so, as everywhere.'

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
