import { formsIn } from '#tests/helpers/clients/page_forms'
import { send } from '#tests/helpers/clients/http'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { type LinkBody, linked, shared, signInOwner } from '#tests/helpers/files/sharing'
import { browserAt, type Kind } from '#tests/helpers/keys/servers'
import { createUser } from '#tests/helpers/people/users'

/** What a browser says of itself when a person opens an address. */
const NAVIGATION = {
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
  'Accept': 'text/html',
}

export const pathOf = ({ url }: Pick<LinkBody, 'url'>) => {
  const { pathname, search } = new URL(url)
  return pathname + search
}

export const SHARING: Kind[] = [
  {
    what: 'a link to a file opens it',
    async make() {
      const { owner, file } = await signInOwner()
      const link = await linked(owner, file)
      return async (origin) => (await send('GET', pathOf(link), { origin })).status === 200
    },
  },
  {
    what: 'a browser need not enter the password of a link again',
    async make() {
      const { owner, file } = await signInOwner()
      const link = await linked(owner, file, { password: 'lake of stars' })
      const browser = new Browser()
      const page = (await browser.get(pathOf(link), NAVIGATION)).headers.location!
      await browser.submit(page, { linkPassword: 'lake of stars' })
      return async (origin) => {
        const path = `/api/v1/files/${file.id}/links`
        const [signedHere] = (await owner.send('GET', path, { origin })).data<LinkBody[]>()
        return (await browserAt(origin, browser).get(pathOf(signedHere))).status === 200
      }
    },
  },
  {
    what: 'a share that was removed is there again with "Undo"',
    async make() {
      const owner = await signInBrowser()
      const app = await signInApp(owner.person)
      const file = await keepFile(owner.person)
      await shared(app, file, { with: (await createUser()).username })
      const path = `/files/${file.id}`
      const formTo = async (action: RegExp) =>
        formsIn((await owner.get(path)).text).find((form) => form.action.match(action))!
      await owner.submit(path, {}, (await formTo(/^\/shares\/[^r].+DELETE/)).action)
      const { action, fields } = await formTo(/^\/shares\/restorations/)
      return async (origin) => {
        await browserAt(origin, owner).submit(path, fields, action)
        return (await app.get(`/api/v1${path}/shares`)).data<object[]>().length === 1
      }
    },
  },
]
