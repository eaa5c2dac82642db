/** The few calls of DingTalk's SDK that we use; its index would bring along some hundred others. */
import "dingtalk-jsapi/platform";
import core from "dingtalk-jsapi/core";
import { closePage$ as closePage } from "dingtalk-jsapi/api/union/closePage";
import { getLocation$ as getLocation } from "dingtalk-jsapi/api/union/getLocation";
import { onRecordEnd$ as onRecordEnd } from "dingtalk-jsapi/api/union/onRecordEnd";
import { requestAuthCode$ as requestAuthCode } from "dingtalk-jsapi/api/union/requestAuthCode";
import { startRecord$ as startRecord } from "dingtalk-jsapi/api/union/startRecord";
import { stopRecord$ as stopRecord } from "dingtalk-jsapi/api/union/stopRecord";
import { translateVoice$ as translateVoice } from "dingtalk-jsapi/api/union/translateVoice";

export { closePage, core as dd, getLocation, onRecordEnd, requestAuthCode, startRecord, stopRecord, translateVoice };
