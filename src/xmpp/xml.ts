// Namespaces in XML 1.0. Remote elements are read by name *and* namespace, direct children only (never `getChild(name)`).
import type { Element } from '@xmpp/xml'

export const NS_CLIENT = 'jabber:client'

/** The first direct child of that local name in that namespace. */
export function child(parent: Element, name: string, ns: string): Element | undefined {
  for (const node of parent.children) if (isElement(node) && isNamed(node, name, ns)) return node
  return undefined
}

/** All direct children of that local name in that namespace, in document order. */
export function children(parent: Element, name: string, ns: string): Element[] {
  const found: Element[] = []
  for (const node of parent.children) if (isElement(node) && isNamed(node, name, ns)) found.push(node)
  return found
}

/** The one direct child of that name and namespace; undefined when there is none or more than one. */
export function onlyChild(parent: Element, name: string, ns: string): Element | undefined {
  const found = children(parent, name, ns)
  return found.length === 1 ? found[0] : undefined
}

/** All direct child elements, whatever they are called. */
export function elements(parent: Element): Element[] {
  return parent.children.filter(isElement)
}

/** Text directly inside the first such child; undefined when there is no such child. */
export function childText(parent: Element, name: string, ns: string): string | undefined {
  return child(parent, name, ns)?.text()
}

/** Human text: of several such children the first without xml:lang, else the first (RFC 6121 §5.2.3). */
export function humanText(parent: Element, name: string, ns: string): string | undefined {
  let first: Element | undefined
  for (const node of parent.children) {
    if (!isElement(node) || !isNamed(node, name, ns)) continue
    if (node.attrs['xml:lang'] === undefined) return node.text()
    first ??= node
  }
  return first?.text()
}

/** `text` without what XML 1.0 §2.2 forbids: one such character would cost us the stream. */
export function legalText(text: string): string {
  return text.replace(illegal, '')
}

/** `text`, or undefined when it is empty or absent: an attribute or element that says nothing is absent. */
export function nonEmpty(text: string | undefined): string | undefined {
  return text ? text : undefined
}

/** Does this element have that local name and namespace? */
export function isNamed(element: Element, name: string, ns: string): boolean {
  return hasLocalName(element.name, name) && element.getNS() === ns
}

/** The name of an element without its prefix. */
export function localName(element: Element): string {
  return element.name.slice(element.name.indexOf(':') + 1)
}

function isElement(node: Element | string): node is Element {
  return typeof node === 'object'
}

function hasLocalName(qualified: string, name: string): boolean {
  if (qualified === name) return true
  return qualified.endsWith(name) && qualified.indexOf(':') === qualified.length - name.length - 1
}

// The class lists what XML allows; unpaired surrogates are outside of it too.
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
