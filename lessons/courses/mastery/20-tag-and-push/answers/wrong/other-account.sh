# title: somebody else’s account
# fails: own-name was-denied on-the-hub testing-here testing-on-the-hub sent still-there
docker tag nginx:alpine goongamja/nginx:alpine
docker push goongamja/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker push goongamja/nginx:alpine
docker tag nginx:alpine goongamja/nginx:testing
docker push goongamja/nginx:testing
answer sent 0
docker logout
