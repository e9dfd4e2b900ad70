import { overview } from '#people/overview'

export default class OverviewController {
  async show() {
    return { data: await overview() }
  }
}
