import { dingtalkHttp, haveConversations } from "../../support/channels";

haveConversations(dingtalkHttp, /^(groups|openQuestions)\./);
