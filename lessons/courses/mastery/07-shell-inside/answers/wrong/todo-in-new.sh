# title: the file was written in a new container from the same image
# from: cafe
# fails: desk-todo
# says: should have the words
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker run --rm ubuntu bash -c 'echo buy leeks > /root/todo'
docker stop desk
