# title: another image under that name
# fails: own-name testing-here
docker pull nginx
docker tag nginx student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker tag nginx student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
