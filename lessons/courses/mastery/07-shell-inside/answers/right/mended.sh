# title: desk without a terminal and a page in the wrong place, noticed and mended
# from: cafe
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /menu.html'
docker exec cafe mv /menu.html /usr/share/nginx/html/
docker run -d --name desk ubuntu
docker rm desk
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
