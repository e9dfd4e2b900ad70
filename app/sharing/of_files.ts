import db from '@adonisjs/lucid/services/db'
import { plannedOnce } from '#database/planned_once'
import type File from '#models/file'
import { LIVE_LINK } from '#models/file_link'
import { LIVE_SHARE } from '#models/file_share'

/** How many recipients a list names for each file. */
const NAMES = 2

/** Names as the owner wrote them. Whether an invitation was accepted is not revealed: see docs/features/sharing.md. */
const SHARING_OF = `
  select chosen.id, people, names, links from unnest(?::uuid[]) as chosen (id)
  cross join lateral (
    select count(*)::int as people,
      (array_agg(
        json_build_object('username', coalesce(file_shares.email, users.username), 'displayName', users.display_name)
        order by file_shares.created_at, file_shares.id
      ))[1:${NAMES}] as names
    from file_shares left join users on users.id = file_shares.user_id and file_shares.email is null
    where file_shares.file_id = chosen.id and ${LIVE_SHARE}
  ) as shares
  cross join lateral (
    select count(*)::int as links from file_links where file_links.file_id = chosen.id and ${LIVE_LINK}
  ) as links_of_file
  where people > 0 or links > 0`

/** Who else may open a file. An address takes the place of a username. */
export type Sharing = {
  people: number
  names: { username: string; displayName: string | null }[]
  links: number
}

type Rows = { rows: (Sharing & { id: string })[] }

/** For the files of one page, by id: those that are shared or have a link. One statement. */
export async function sharingOf(files: File[]): Promise<Record<string, Sharing>> {
  const ids = files.map(({ id }) => id)
  const { rows } = await plannedOnce('sharing_of_files', db.rawQuery<Rows>(SHARING_OF, [ids]))
  return Object.fromEntries(rows.map(({ id, ...sharing }) => [id, sharing]))
}
