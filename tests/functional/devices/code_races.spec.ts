import { test } from '@japa/runner'
import { hashUserCode, readUserCode } from '#secrets/user_code'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import { holdTransaction } from '#tests/helpers/database/transactions'
import { answerCode, askForCodes, poll } from '#tests/helpers/people/device_codes'
import { createUser } from '#tests/helpers/people/users'

test.group('Whoever refuses a code', () => {
  test('is told where somebody else has approved it at the same moment', async ({ assert }) => {
    const [browser, codes] = [await signInBrowser(), await askForCodes()]
    const { id: userId } = await createUser()
    const trx = await holdTransaction()
    await trx
      .from('device_authorizations')
      .where('user_code_hash', hashUserCode(readUserCode(codes.userCode)!))
      .update({ state: 'approved', user_id: userId })
    const refused = answerCode(browser, 'DELETE', codes.userCode)
    await untilSomebodyWaits()
    await trx.commit()

    const { location } = (await refused).headers
    assert.equal(location, `/device?code=${codes.userCode}`)
    assert.include((await browser.get(location!)).text, 'No app is waiting with that code.')
    assert.equal((await poll(codes)).status, 201)
  })
})
