import { dingtalkHttp, haveConversations } from "../../support/channels";

haveConversations(dingtalkHttp, /^(followUp|everythingElse|groups)\./);
