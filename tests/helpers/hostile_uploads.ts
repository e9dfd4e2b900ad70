import type { Assert } from '@japa/assert'
import type { Group } from '@japa/runner/core'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { statusOf } from '#tests/helpers/clients/raw'
import { fileRowsOf, watchIncoming } from '#tests/helpers/storage/stored_files'
import { file, form, uploadBytes } from '#tests/helpers/transfers/uploads'

type Uploader = Awaited<ReturnType<typeof signInApp>> & {
  arrived: Awaited<ReturnType<typeof watchIncoming>>
}

/** Fails unless the answer is the client's error in the contract's form, and nothing was kept. */
export async function assertUploadRefused(
  assert: Assert,
  { person, arrived }: Uploader,
  answer: string,
  status: number | number[]
) {
  assert.oneOf(statusOf(answer), [status].flat(), answer.slice(0, 600))
  assert.match(answer, /content-type: application\/problem\+json/i)
  assert.match(answer, /connection: close/i)
  assert.isEmpty(await fileRowsOf(person))
  assert.isEmpty(await arrived())
}

/** Fails where the server takes no uploads any more. */
async function assertUploadsWork() {
  const answer = await uploadBytes(await signInApp(), form(file('after.txt')))
  if (statusOf(answer) !== 201) throw new Error(`Uploads fail afterwards: ${answer}`)
}

export const withName = (name: string) => `Content-Disposition: form-data; name="${name}"`
export const withFilename = (parameter: string) => `${withName('file')}; ${parameter}`

/** Answers with whoever uploads in all tests of a group. After them uploads must still work. */
export function uploaderIn(group: Group) {
  let uploader: Uploader
  group.setup(async () => {
    uploader = Object.assign(await signInApp(), { arrived: await watchIncoming() })
  })
  group.teardown(() => assertUploadsWork())
  return () => uploader
}
