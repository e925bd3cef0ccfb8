# title: both names first, pushed together with --all-tags
docker image tag nginx:alpine student/nginx:alpine
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker image push --all-tags student/nginx
answer sent 0
docker logout
