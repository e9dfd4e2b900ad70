import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { deliverMails, kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { forget } from '#tests/helpers/people/password_resets'
import { statementsOf } from '#tests/helpers/database/statements'
import { createUser, uniqueName } from '#tests/helpers/people/users'

/** As if the mail to this address could not be written; answers with what makes it possible again. */
async function breakMailsTo(address: string) {
  await db.rawQuery(`
    create function break_mail() returns trigger language plpgsql as $$
    begin
      if new.recipient = '${address}' then raise exception 'this mail is broken'; end if;
      return new;
    end $$;
    create trigger break_mail before insert on outgoing_mails for each row execute function break_mail()`)
  return () => db.rawQuery('drop function if exists break_mail() cascade')
}

test.group('A forgotten password that cannot be answered', () => {
  test('keeps nobody else from their mails', async ({ assert, cleanup }) => {
    const [ann, bob] = [await createUser(), await createUser()]
    const mend = await breakMailsTo(ann.email)
    cleanup(() => mend().then(() => {}))
    await forget(ann.email)
    await forget(bob.email)

    assert.deepEqual(await kindsOfMailsTo(bob.email), ['verify_email', 'reset_password'])
    const states = await db.from('outgoing_mails').where('recipient', bob.email).select('state')
    assert.deepEqual(states, [{ state: 'sent' }, { state: 'sent' }])
  })

  test('is answered once it can be', async ({ assert, cleanup }) => {
    const ann = await createUser()
    const mend = await breakMailsTo(ann.email)
    cleanup(() => mend().then(() => {}))
    await forget(ann.email)
    assert.notInclude(await kindsOfMailsTo(ann.email), 'reset_password')

    await mend()
    assert.include(await kindsOfMailsTo(ann.email), 'reset_password')
  })
})

test.group('Many who have forgotten a password', () => {
  test('keep no mail waiting until all of them are answered', async ({ assert }) => {
    await db.from('outgoing_mails').delete()
    await db.from('password_resets').delete()
    await createUser()
    for (let i = 0; i < 4; i++) await forget(`${uniqueName()}@example.org`)

    const statements = await statementsOf(deliverMails)
    const sent = statements.findIndex((sql) => sql.includes('"sent_at"'))
    const answers = statements.map((sql) => sql.startsWith('delete from "password_resets"'))
    assert.lengthOf(answers.filter(Boolean), 4)
    assert.isAbove(sent, answers.indexOf(true))
    assert.isBelow(sent, answers.lastIndexOf(true))
  })
})
