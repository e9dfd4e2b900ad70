import { test } from '@japa/runner'
import { get } from '#tests/helpers/clients/http'
import { keepFile } from '#tests/helpers/files/files'
import { startDownload } from '#tests/helpers/clients/downloads'
import { follow, letEnd, linked, signInOwner } from '#tests/helpers/files/sharing'
import { noise } from '#tests/helpers/transfers/uploads'
import { until } from '#tests/helpers/until'
import db from '@adonisjs/lucid/services/db'

const BYTES = '0123456789'

/** A link to ten bytes, good for so many downloads, and what asks for a part of them. */
async function linkTo(maxDownloads: number, bytes: string | Buffer = BYTES) {
  const { owner } = await signInOwner()
  const file = await keepFile(owner.person, { name: 'Digits.txt', bytes })
  const link = await linked(owner, file, { maxDownloads })
  const { pathname, search } = new URL(link.url)
  const path = pathname + search
  const part = (range: string, program = 'curl/8') =>
    get(path, { 'Range': `bytes=${range}`, 'User-Agent': program })
  const counted = async () => {
    const { data } = (await owner.get(`/api/v1/files/${file.id}/links`)).json<{
      data: { downloads: number }[]
    }>()
    return data[0]?.downloads
  }
  return { link, path, part, counted }
}

test.group('A download in parts, by a link that counts them', () => {
  test('counts once, also as the last one', async ({ assert }) => {
    const { link, part, counted } = await linkTo(2)
    assert.equal((await part('0-3')).text, '0123')
    assert.equal((await part('4-7')).text, '4567')
    assert.equal((await part('8-')).text, '89')
    assert.equal(await counted(), 1)
    assert.equal((await follow(link)).status, 200)
    assert.equal((await follow(link)).status, 404)
    assert.equal((await part('8-')).status, 206)
  })

  test('counts once where the parts are asked for at once', async ({ assert }) => {
    const { part } = await linkTo(1)
    const parts = await Promise.all(['0-2', '3-5', '6-7', '8-9'].map((range) => part(range)))
    assert.deepEqual(
      parts.map(({ text }) => text),
      ['012', '345', '67', '89']
    )
  })

  test('is no way to more than twice the file for one download', async ({ assert }) => {
    const { part } = await linkTo(1)
    assert.equal((await part('0-')).text, BYTES)
    assert.equal((await part('0-')).text, BYTES)
    assert.equal((await part('0-0')).status, 404)
  })

  test('counts again for another program', async ({ assert }) => {
    const { part } = await linkTo(2)
    assert.equal((await part('0-3')).status, 206)
    assert.equal((await part('0-3', 'wget')).status, 206)
    assert.equal((await part('0-3', 'a third')).status, 404)
    assert.equal((await part('4-7', 'wget')).status, 206)
  })

  test('counts again a day later, and not at all once the link has ended', async ({ assert }) => {
    const { link, part, counted } = await linkTo(2)
    await part('0-3')
    await db.from('link_downloads').update({ started_at: db.raw(`now() - interval '25 hours'`) })
    await part('4-7')
    assert.equal(await counted(), undefined)
    await letEnd('file_links', link)
    assert.equal((await part('8-')).status, 404)
  })

  test('counts nothing that has no bytes', async ({ assert }) => {
    const { path, part, counted } = await linkTo(2)
    assert.equal((await part('10-')).status, 416)
    assert.equal((await get(path, { 'If-Match': '"another"' })).status, 412)
    assert.equal(await counted(), 0)
  })

  test('goes on where it broke off, however often', async ({ assert }) => {
    const bytes = noise(8_000_000)
    const { path, part } = await linkTo(1, bytes)
    const headers = { 'User-Agent': 'curl/8' }
    for (let broken = 0; broken < 5; broken++) {
      const range = broken ? { Range: 'bytes=1000-' } : {}
      const { request, response } = await startDownload(path, { ...headers, ...range })
      assert.equal(response.statusCode, broken ? 206 : 200, `${broken}`)
      request.destroy()
      await until('what was not sent is given back', async () => {
        const [{ bytes_left: left }] = await db
          .from('link_downloads')
          .select('bytes_left')
          .whereIn('link_id', [new URL(path, 'http://x').searchParams.get('link')!])
        return Number(left) > bytes.length
      })
    }
    assert.equal((await part('7999990-')).status, 206)
  })
})
