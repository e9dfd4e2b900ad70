import { BaseModel } from '@adonisjs/lucid/orm'

type Traps = Required<Pick<ProxyHandler<object>, 'get' | 'set' | 'defineProperty'>>

/** The package exports it to nobody. */
const FILE = './src/orm/base_model/proxy_handler.js'

/** What Lucid keeps of a model itself, which is never a column or a relation. A model of ours may have such names, too. */
function namesOfLucid() {
  class Bare extends BaseModel {}
  const names = [...Object.keys(new Bare()), ...Object.getOwnPropertyNames(BaseModel.prototype)]
  return new Set(names.filter((name) => name.startsWith('$')))
}

/**
 * Lucid 22.4.2 has each model behind a proxy that asks for each property whether it is a column or a relation, its own
 * as well, such as $isPersisted: to set one takes 0.6 µs of processor time, and a model made from a row needs six of
 * them. Guarded by tests/unit/overrides/model_traps.spec.ts.
 */
export async function passLucidsOwnThrough() {
  const file = new URL(FILE, import.meta.resolve('@adonisjs/lucid'))
  const { proxyHandler } = (await import(file.href)) as { proxyHandler: Traps }
  const { get, set, defineProperty } = proxyHandler
  const names = namesOfLucid()
  // Most names begin otherwise, and are asked for each time that somebody reads a column.
  const isOfLucid = (key: string | symbol) =>
    typeof key === 'string' && key.startsWith('$') && names.has(key)
  proxyHandler.get = (target, key, receiver) =>
    isOfLucid(key) ? Reflect.get(target, key, receiver) : get(target, key, receiver)
  proxyHandler.set = (target, key, value, receiver) =>
    isOfLucid(key) ? Reflect.set(target, key, value) : set(target, key, value, receiver)
  proxyHandler.defineProperty = (target, key, property) =>
    isOfLucid(key)
      ? Reflect.defineProperty(target, key, property)
      : defineProperty(target, key, property)
}
