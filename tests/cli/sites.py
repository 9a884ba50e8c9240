"""Small sites as their generators lay them out: files by path, each beside a thing its dialect is known for."""

from __future__ import annotations

from collections.abc import Mapping

_HUGO = {
    "_index.md": "---\ntitle: Home\ndescription: All we have\n---\n",
    "docs/_index.md": "---\ntitle: Docs\nweight: 1\n---\n",
    "docs/start/_index.md": "---\ntitle: Start\ncascade:\n  type: docs\n---\n\n"
    'Go to [setup](setup/) or [home]({{< ref "/" >}}).\n',
    "docs/start/setup.md": "---\ntitle: Setup\naliases: [/old/]\n---\n\n"
    'Back to [start](../start/) and [all](/docs/).\n\n{{< note title="Mind" >}}\nDo it twice.\n{{< /note >}}\n',
    "docs/use/_index.md": "---\ntitle: Use\n---\n\nSee [setup](../start/setup.md#top).\n",
    "docs/use/setup.md": '+++\ntitle = "Other setup"\n+++\n\nNothing to do. {{% tip %}}Rest.{{% /tip %}}\n',
    "blog/2026/first/index.md": "---\ntitle: First\ndate: 2026-01-01\n---\n\nWe began.\n\n![us](us.png)\n",
    "blog/2026/second/index.md": "---\ntitle: Second\n---\n\nWe went on. See [the first](../first/).\n",
}
_DOCUSAURUS = {
    "docs/index.md": "---\nslug: /\nsidebar_position: 1\n---\n\n# Welcome\n\nRead [the guide](./guide/README.md).\n",
    "docs/guide/README.md": "---\nid: guide\n---\n\n# Guide\n\n:::tip Mind\n\n"
    "Go on with [one](01-one.md?x=1#two).\n\n:::\n",
    "docs/guide/_category_.json": '{"label": "Guide", "position": 2}\n',
    "docs/guide/01-one.md": "# One\n\nSee [up](../index.md) and [other](../other/) {#own}\n",
    "docs/other/index.mdx": "---\ntitle: Other\n---\n\nimport Tabs from '@theme/Tabs';\n\nexport const a = 1;\n\n"
    "<Tabs>\n\nText {a} here.\n\n</Tabs>\n\n{/* a comment */}\n",
    "docs/other/one.md": "# One again\n\nSee [the guide](/guide/) or [this](./).\n",
    "docs/other/README.md": "Read me too.\n",
}
_MKDOCS = {
    "mkdocs.yml": "site_name: Lamps\nnav:\n  - Home: index.md\n",
    "docs/index.md": "# Lamps\n\n[Care](care/index.md) and [repair](repair/README.md#first).\n",
    "docs/care/index.md": '# Care\n\n!!! note "Mind"\n    Switch it off.\n\n=== "Oil"\n\n    Pour.\n\n'
    '=== "Gas"\n\n    Open.\n',
    "docs/care/daily.md": "# Daily\n\nDust it. { .big }\n\n*[LED]: A lamp\n\n[Back](index.md) [home](../index.md)\n",
    "docs/repair/README.md": "# Repair\n\n## First {: #first }\n\n$$\na = b\n$$\n\n[Care](../care/)\n",
    "docs/repair/daily.md": '# Daily repair\n\n[Up](..) and [care](/care/).\n\n--8<-- "part.md"\n',
}
_JEKYLL = {
    "_config.yml": "title: Lamps\ncollections: {guides: {output: true}}\n",
    "index.md": "---\nlayout: home\ntitle: Lamps\n---\n\n"
    "{% for post in site.posts %}\n- [{{ post.title }}]({{ post.url }})\n{% endfor %}\n",
    "about.markdown": "---\ntitle: About\npermalink: /about/\n---\n\nWe make lamps.\n{: .lead }\n",
    "_posts/2026-01-01-title.md": "---\ntitle: Title\n---\n\nSee [the next]({% post_url 2026-02-01-title %}).\n",
    "_posts/2026-02-01-title.md": '---\ntitle: Title too\n---\n\n{% include note.html content="Mind it." %}\n\nText.\n',
    "_guides/index.md": "---\ntitle: Guides\n---\n\n[Oil](oil/) {% raw %}{{ x }}{% endraw %}\n",
    "_guides/oil/index.html": '---\ntitle: Oil\n---\n<p>Pour the <b>oil</b>. <a href="../">Back</a></p>\n',
    "_guides/gas/README.md": "# Gas\n\nOpen it.[^1]\n\n[^1]: Slowly.\n",
}

SITES: Mapping[str, Mapping[str, str]] = {
    "hugo": _HUGO,
    "docusaurus": _DOCUSAURUS,
    "mkdocs": _MKDOCS,
    "jekyll": _JEKYLL,
    "with windows line ends": {name: text.replace("\n", "\r\n") for name, text in _MKDOCS.items()},
}
"""By the name of the generator.  Text is our own."""
