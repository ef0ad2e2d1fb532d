import { type Element, xml } from '@xmpp/xml'
import parse from '@xmpp/xml/lib/parse.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FRAME_LIMITS, FrameError, parseFrame } from './frame.ts'

const refusal = (frame: string) => {
  try {
    parseFrame(frame)
    return 'accepted'
  } catch (error) {
    return error instanceof FrameError ? error.condition : 'threw something else'
  }
}
const message = (content: string) => `<message xmlns="jabber:client">${content}</message>`

describe('what is refused', () => {
  test.each([
    ['a comment', message('<body>a <!-- hidden --> b</body>'), 'restricted-xml'],
    ['a comment before', `<!-- x -->${message('')}`, 'restricted-xml'],
    ['a processing instruction', message('<body>a <?php evil ?> b</body>'), 'restricted-xml'],
    ['an XML declaration', `<?xml version="1.0"?>${message('')}`, 'restricted-xml'],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY e "boom">]>${message('&e;')}`, 'restricted-xml'],
    ['an undefined entity', message('<body>&nbsp;</body>'), 'not-well-formed'],
    ['an undefined entity in a value', '<message id="&eacute;"/>', 'not-well-formed'],
    ['a lone ampersand', message('<body>this & that</body>'), 'not-well-formed'],
    ['a reference to a control character', message('<body>&#1;</body>'), 'not-well-formed'],
    ['a reference to a surrogate', message('<body>&#xD800;</body>'), 'not-well-formed'],
    ['a reference beyond Unicode', message('<body>&#x110000;</body>'), 'not-well-formed'],
    ['a raw control character', message('<body>\u0001</body>'), 'not-well-formed'],
    ['a raw NUL in a value', '<message id="a\0"/>', 'not-well-formed'],
    ['a non-character', message('<body>\ufffe</body>'), 'not-well-formed'],
    ['a duplicate attribute', '<message from="a@b" from="c@d"/>', 'not-well-formed'],
    ['< in a value', '<message id="<"/>', 'not-well-formed'],
    ['a value without quotes', '<message id=1/>', 'not-well-formed'],
    ['an attribute without value', '<message id/>', 'not-well-formed'],
    ['attributes without space', '<message a="1"b="2"/>', 'not-well-formed'],
    ['an end tag too many', `${message('')}</message>`, 'not-well-formed'],
    ['an end tag too few', '<message><body>', 'not-well-formed'],
    ['crossed tags', '<message><a><b></a></b></message>', 'not-well-formed'],
    ['an end tag that only begins right', '<message><body></bodyx></message>', 'not-well-formed'],
    ['a second element', `${message('')}${message('')}`, 'not-well-formed'],
    ['text after the element', `${message('')}x`, 'not-well-formed'],
    ['an unfinished tag', '<message id="1"', 'not-well-formed'],
    ['an unfinished value', '<message id="1', 'not-well-formed'],
    ['unfinished CDATA', message('<![CDATA[ x'), 'not-well-formed'],
    [']]> in text', message(']]>'), 'not-well-formed'],
    ['an undeclared prefix', '<evil:message/>', 'not-well-formed'],
    ['a name that begins with a digit', '<1message/>', 'not-well-formed'],
    ['no name', '<>', 'not-well-formed'],
    ['a slash in the middle', '<message/ id="1">', 'not-well-formed'],
  ])('%s', (_what, frame, condition) => {
    expect(refusal(frame)).toBe(condition)
  })
})

describe('limits', () => {
  const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`
  const many = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`
  const attributed = (count: number) =>
    `<a ${Array.from({ length: count }, (_, i) => `a${i}=""`).join(' ')}/>`

  test.each([
    ['depth', nested(FRAME_LIMITS.depth), nested(FRAME_LIMITS.depth + 1)],
    ['elements', many(FRAME_LIMITS.elements), many(FRAME_LIMITS.elements + 1)],
    ['attributes', attributed(FRAME_LIMITS.attributes), attributed(FRAME_LIMITS.attributes + 1)],
    ['length', message(' '.repeat(9_000_000)), message(' '.repeat(10_000_000))],
  ])('%s', (_what, allowed, refused) => {
    expect(refusal(allowed)).toBe('accepted')
    expect(refusal(refused)).toBe('policy-violation')
  })

  test('a roster of 10,000 in one frame passes', () => {
    const item =
      '<item jid="somebody@example.com" name="Somebody" subscription="both"><group>All</group></item>'
    const roster = parseFrame(`<iq><query>${item.repeat(10_000)}</query></iq>`)
    expect(roster?.getChildElements()[0]?.children).toHaveLength(10_000)
  })
})

describe('what is read', () => {
  const text = (frame: string) => parseFrame(frame)?.text()

  test('CDATA, entities, line ends and white space in values', () => {
    expect(text('<a>x<![CDATA[<b>&amp;<!-- -->]]>y</a>')).toBe('x<b>&amp;<!-- -->y')
    expect(text('<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>')).toBe('<>&"\'A😀')
    expect(text('<a>1\r\n2\r3</a>')).toBe('1\n2\n3')
    expect(parseFrame('<a b="1\n2\t3"/>')?.attrs['b']).toBe('1 2 3')
  })

  test('white space is a keep-alive', () => {
    expect(parseFrame('')).toBeUndefined()
    expect(parseFrame(' \n')).toBeUndefined()
  })

  test('an element in no namespace is not in that of its parent', () => {
    const body = parseFrame('<message xmlns="jabber:client"><body xmlns="">x</body></message>')
    expect(body?.getChild('body', 'jabber:client')).toBeUndefined()
  })

  test('names of Object.prototype are names like others', () => {
    const frame = '<a __proto__="1" constructor="2" toString="3"><__proto__/></a>'
    const element = parseFrame(frame)
    expect(element?.attrs['constructor']).toBe('2')
    expect(Object.getPrototypeOf(element?.attrs)).toBe(Object.prototype)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('any input', () => {
  const pieces = fc.constantFrom(
    ...[
      '<a',
      '<b>',
      '</b>',
      '</a>',
      '/>',
      '>',
      ' x="1"',
      " y='",
      '"',
      "'",
      '&amp;',
      '&#x41;',
      '&',
      ';',
      'text',
    ],
    ...[
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '?>',
      '<!DOCTYPE',
      ' xmlns="urn:x"',
      '\u0000',
      ' ',
      '\n',
      '=',
    ],
  )
  test('is read or refused, nothing else', () => {
    const noise = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }).map(parts => parts.join(''))
    fc.assert(
      fc.property(noise, frame => refusal(frame) !== 'threw something else'),
      { numRuns: 2_000 },
    )
  })

  const legal = fc
    .string({ unit: 'binary' })
    .map(string => string.replace(/[^\t\n -\ud7ff\ue000-\ufffd]/g, ''))
  const name = fc.constantFrom('a', 'b-c', 'd.e', 'été', '_f')
  const { element } = fc.letrec<{ element: Element }>(tie => ({
    element: fc
      .tuple(
        name,
        fc.dictionary(
          name,
          legal.map(value => value.replace(/[\t\n]/g, ' ')),
        ),
        fc.array(fc.oneof({ maxDepth: 4 }, legal.filter(Boolean), tie('element')), { maxLength: 4 }),
      )
      .map(([tag, attrs, children]) => xml(tag, attrs, ...children)),
  }))
  test('what the library writes is read back as the library reads it', () => {
    fc.assert(
      fc.property(element, tree => {
        const written = tree.toString()
        expect(parseFrame(written)?.toString()).toBe(written)
        expect(parseFrame(written)?.toString()).toBe(parse(written).toString())
      }),
    )
  })
})
