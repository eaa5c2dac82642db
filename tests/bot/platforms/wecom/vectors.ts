/** Callbacks sealed by the platform (published) and by an independent implementation (the others). */
export interface Vector {
  signature: string;
  timestamp: string;
  nonce: string;
  encrypted: string;
}

export const published = {
  token: "QDG6eK",
  encodingAesKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
  corpId: "wx5823bf96d3bd56c7",
  agentId: "218",
  vector: {
    signature: "477715d11cdb4164915debcba66cb864d751f3e6",
    timestamp: "1409659813",
    nonce: "1372623149",
    encrypted:
      "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
  } satisfies Vector,
};

export const keys = {
  token: "crmCallbackToken2026",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  corpId: "ww1234567890abcdef",
  agentId: "1000002",
};

export const vectors = {
  verification: {
    signature: "113746c2dbdff62d0f16f3a2308e4ae02e3e73ab",
    timestamp: "1735689600",
    nonce: "1597212914",
    encrypted: "jn1L23DB+6ELqJ+6bruv26cZD0pdCP7Vyu4d7jsrq9bnuwgqkJUciqyKn3fgiqdPWr+RIjTc9qjZLfX7CD20/A==",
    plain: "1616140317555161061",
  },
  text: {
    signature: "e49e3f82faa91984477c38d481bd94ea5bee28ad",
    timestamp: "1735689601",
    nonce: "462788123",
    encrypted:
      "Q3stYC6hdFzMh9T8HCvyDAkU3dQFBEXZgML7ONMDT/GU9qqIDLfLrGJr+xA9VnK/eGhdDKmEOf3khEVaMBqZNo9IIaTknte2y6hlxZJUgnU5IWL/fIVhLyy+Mzc4i8vs/mxi33RuW/KyFCJ3NIkh9w7QhJnYK3Ae+TeodzfyHtasw55DvuCm7756i4SJ1God205ZPcGpWkgV4N58/HjLyfs+c4yby5OIcErUXJHTOZlweCn1oOV5P1O61aJDB+pf57xLh7fh4OnfzVq19D5lv7cYGuMw3ggQ/f4i5h+waI0O9tOkf/tg4GWbgWYHhFExCxxq0Coz9W1WEOMaaX1nRpJ/SlPd+n8Y09C6EBRNemqqZgb3Tm+9v4Fz4U8GPWScN8W1EcL3qL06zOy7da6SHLqPKJKRpNrv72NtHcqkx32e/btZtyipGzFuIQSmfdJ3FlU/yWfW5tllg7Z+gP9m0O9i4/UN7qvXomV0VZLzboBj17aN8wWwdJ0LPjK+PCCO",
    plain:
      "<xml><ToUserName><![CDATA[ww1234567890abcdef]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1735689601</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[记录拜访：华星科技 😀 <A&B>]]></Content><MsgId>7456789012345678901</MsgId><AgentID>1000002</AgentID></xml>",
  },
  reply: {
    signature: "94051aa4148e9c4f9aeaa16c7089007d604a2392",
    timestamp: "1735689602",
    nonce: "replynonce01",
    encrypted:
      "45JER5mWJXHtJ7rZhCYqptR1SHm4Hk1e4v3DzvWvw468TMSFgi/uMo4yK8akB5E0XqNSAuC8SfmLS+gQYzc/L/t8N013Y/CUFU0N6+ypghQxCzxpJuT10/wD4V2HUKFfYe16CWypqsa39d5n+0X1RvBMbyGQrMsCWwFN/v+3m4qQxcEiuyEPNJPVrsNdiE+9m14mb09AkdW+TAh595es0Cpcv+LGHf6j90c00i3jBpkg7IbhrfZDXSL+hn9hkUfIUYROic0z7bADREbomhjWv5JOGY1Wp+FyJeNGNpgVeFr0zCVrX9+GCaiVFYqCnlRKel0iRdrQeFZHYqhL8bZe61MXOa4GpMzAczoCb0rQNMhDaMu9OwEUmLB+w7ccl9xf",
    plain:
      "<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[ww1234567890abcdef]]></FromUserName><CreateTime>1735689602</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[已记录]]></Content></xml>",
  },
  otherReceiver: {
    signature: "ee7335328b98178e38129ba00f782e122269687b",
    timestamp: "1735689603",
    nonce: "9988776655",
    encrypted:
      "ZiKg1sVc8kvFqhg466l/N7xHKbqY3Tac6SF5XEs8F4bgawPkW1ApBtHE23FIaujjnL2PBbZm4tbgKs/vAIMYQT94zAtt9Imuua1Dnk822GbaMdIy5TPl4PwEfFBMQhEVyw2jBacoLb4iQA3y/Y6UxhfTn57s66rZCn61wvHZ06CGlqfizcNJjO+QiVnyl36ZJRebSmv6tolVx3zSzEpAv2uf3kfa630uMJR7Zw1QUnX5KUWrYNJYOs2mlSmZ+pxVAA4eoFjpMG3sILOga+7OAlEc9TqyZGO63ekHvK7ENoLbDtaG+R1/f4KxEjQv0rH93KkEaKuvxC5ZROzZrvZJgCCFU1LedTy3eJLbco7h8qhrfDWif0hVIzimb0URfYiH",
    plain:
      '{"msgid":"CAIQ16HMjQYY","aibotid":"AIBOTID","chattype":"single","from":{"userid":"zhangsan"},"response_url":"https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC","msgtype":"voice","voice":{"content":"帮我新建客户"}}',
  },
  cardClick: {
    signature: "3397cef7f10fc541a8a554aa9d0a338824ea132b",
    timestamp: "1735689604",
    nonce: "5550001",
    encrypted:
      "LPyovijnpJQPY6e6U7cWj59ZTMX7pXq1yf5EPWUouHdozDOjXQ8pEcpt3oFB9tJ9AW2Pp2fEv3M4FkgkDBkCxundddB3tC0GxwxXdFnPeqRO1N+1wLRzqgjKkAqvHQV7Y5KnOFpC9RPGaiRpdYPhUPCYyusW8zyxLMMWpQMvmThEq35tsBl2NP01nvf9ki7BJr60CkWMSsds/HFJoBuyfCiWevNulA0Cqcop+ayx9LphYTF9xFaGYOqZTZViaNUpk5P7XkmX1/6dUH2QzWPhOy9rWrogkkGbjy1ydFj98/mOHox4rq0o23FIoJYGLixhsEtCqPsiUvepMZfkG/SDYMV3evTPkGQh87zprF7mMK3FX0ecMGgXCS90blM9KrLHq09nX0XKcSTCLDtUBX28J27DZtznLS+X8+4Eh8+qSi/xq8C2eA4y8UndQAIkI7YaP9VNunMXh5YcHcEbkQuL4BMf3UvXYz6EK/G4+mYrCQDJrOQlolJBs/OPDbT60C9+UAJy2EKXJyHPSoyz69jRtZ60IdF0cN3EqvCeFwWwNVJMPAASp+vlmzf9c+7gwgLIr1SSZWqITP/isUgCQBP/J7T2A05jwEfoAarSCy57kItEmmWJZXpPJF9iaWO+uGpX",
    plain:
      "<xml><ToUserName><![CDATA[ww1234567890abcdef]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1735689604</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[confirm]]></EventKey><TaskId><![CDATA[crm-000000000000001]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[RC1]]></ResponseCode><AgentID>1000002</AgentID></xml>",
  },
} satisfies Record<string, Vector & { plain: string }>;

/** Correctly signed, wrong inside. */
export const forged: Record<string, Vector> = {
  "receiver of another corp": {
    signature: "327d270d1993e11ab7e0f915e409c27336089d84",
    timestamp: "1735689700",
    nonce: "neg",
    encrypted: "jn1L23DB+6ELqJ+6bruv22pIrCy7u2w3Doj6y93iXfuR4HZZG9rbAwGtvTgnfhGdlTpssJO/zHehcX3ifNQ9sA==",
  },
  "filler bytes that lie": {
    signature: "e95c33e6ac13df1bd582d1d5674699f8cced2f17",
    timestamp: "1735689700",
    nonce: "neg",
    encrypted: "jn1L23DB+6ELqJ+6bruv27qfabO8IGlSFHEbOtRIkYak9cEXNFOQw1um3AIRBcGOklNzdDQjDkh96AQg3pA1yg==",
  },
  "length beyond the end": {
    signature: "3bbd74b824de6ed967783a64e0d445c48dc9e50d",
    timestamp: "1735689700",
    nonce: "neg",
    encrypted: "jn1L23DB+6ELqJ+6bruv20gKcmXzSHtPpCGUKZ7K9k/o0HemuhUhlGPx8QKM2448fzzkQndL80oe48LCdmcI6g==",
  },
};

export const pageVectors = [
  {
    input: {
      ticket: "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
      nonceStr: "Wm3WZYTPz0wzccnW",
      timestamp: 1414587457,
      url: "http://mp.weixin.qq.com?params=value",
    },
    signature: "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
  },
  {
    input: {
      ticket: "TICKET-AGENT-1",
      nonceStr: "n0nce",
      timestamp: 1735689600,
      url: "https://crm.example.com/h5/?code=abc&state=1#/c/1",
    },
    signature: "4c7a72ce6317249b7e447d0bf10e79b75f99db3f",
  },
];
