import { dingtalkHttp, haveConversations } from "../../support/channels";

haveConversations(dingtalkHttp, /^(everythingElse|groups|reminders)\./);
