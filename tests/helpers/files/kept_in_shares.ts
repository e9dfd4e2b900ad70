import db from '@adonisjs/lucid/services/db'

/** What shares keep of their files, where it is not what the files say. */
const OUT_OF_STEP = `
  select file_shares.*, files.* from file_shares join files on files.id = file_id
  where (file_owner_id, file_is_there, file_folded_name, file_sorted_name, file_size, file_created_at) is distinct from
    (owner_id, state = 'stored' and deleted_at is null, folded_name, sorted_name, size, files.created_at)`

/** Who has several shares of a file, and of whose shares none says so. */
const SEVERAL_UNSAID = `
  select user_id, file_id from file_shares where user_id is not null
  group by user_id, file_id having count(*) > 1 and not bool_or(is_repeated)`

export async function sharesOutOfStep() {
  const { rows } = await db.rawQuery<{ rows: object[] }>(OUT_OF_STEP)
  const { rows: several } = await db.rawQuery<{ rows: object[] }>(SEVERAL_UNSAID)
  return [...rows, ...several]
}

const SHARED = `
  select distinct file_id as id from file_shares join files on files.id = file_id join users on users.id = owner_id
  where user_id = ? and state = 'stored' and files.deleted_at is null
    and (status = 'active' or status = 'suspended' and suspended_until <= now())
    and (expires_at is null or expires_at > now())`

/** The files that others share with somebody, asked of the files and of who owns them. */
export async function sharedInTruth({ id }: { id: number }) {
  const { rows } = await db.rawQuery<{ rows: { id: string }[] }>(SHARED, [id])
  return rows.map((row) => row.id)
}
