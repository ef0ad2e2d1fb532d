import { Element, escapeXML, Parser } from '@xmpp/xml'

export { escapeXML }

/**
 * One WebSocket frame as an element (RFC 7395: a frame is a whole one). A parser a frame: a bad one spoils no other.
 * @param {string} frame
 * @returns {Element | undefined} nothing for what is not XML
 */
export function parseFrame(frame) {
  /** @type {Element | undefined} */
  let found
  const parser = new Parser()
  parser.on('element', (/** @type {Element} */ element) => {
    // The wrapper is ours, not the sender's.
    element.parent = null
    found ??= element
  })
  parser.on('error', () => {})
  try {
    parser.write(`<frame>${frame.replace(/^<\?xml.*?\?>/, '')}</frame>`)
  } catch {
    return undefined
  }
  return found
}

/**
 * A tag with attributes; an undefined one is left out.
 * @param {string} name
 * @param {Record<string, string | number | undefined>} attributes
 * @param {string} [content] XML, already escaped
 */
export function tag(name, attributes, content = '') {
  const text = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}='${escapeXML(String(value))}'`)
    .join('')
  return content ? `<${name}${text}>${content}</${name}>` : `<${name}${text}/>`
}
